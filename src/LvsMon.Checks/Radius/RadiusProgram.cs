using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Radius;

/// <summary>
/// Asks one question and judges the answer to it. What is not signed with the secret for just this request is passed
/// over: it may be late, or forged.
/// </summary>
internal sealed class RadiusProgram : DatagramProgram
{
    private readonly byte[] _request;
    private readonly int _passwordBytes;
    private readonly RadiusSecret _secret;
    private readonly RadiusCode[] _good;

    /// <summary>Makes it.</summary>
    /// <param name="identity">Of <see cref="CheckProgram.Identity"/>.</param>
    /// <param name="unshown">Of <see cref="CheckProgram.Unshown"/>.</param>
    /// <param name="request">Of <see cref="RadiusPacket"/>.</param>
    /// <param name="passwordBytes">How many bytes at its end are a password, 0 for none.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="good">The codes that pass.</param>
    internal RadiusProgram(
        string identity, string unshown, byte[] request, int passwordBytes, RadiusSecret secret, RadiusCode[] good)
        : base(identity)
    {
        Unshown = unshown;
        _request = request;
        _passwordBytes = passwordBytes;
        _secret = secret;
        _good = good;
    }

    /// <inheritdoc/>
    public override string Unshown { get; }

    /// <inheritdoc/>
    public override bool WantsNonce => true;

    /// <inheritdoc/>
    public override int BufferBytes => _request.Length;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer)
    {
        uint number = CheckScratch.As<RadiusState>(ref scratch).Number;
        Span<byte> packet = buffer[.._request.Length];
        _request.CopyTo(packet);
        packet[RadiusPacket.IdentifierAt] = (byte)number;
        Span<byte> authenticator = packet[RadiusPacket.AuthenticatorAt..RadiusPacket.HeaderBytes];
        _secret.Draw(number, authenticator);
        _secret.Hide(packet[^_passwordBytes..], authenticator);
        _secret.Sign(packet, RadiusPacket.SignatureAt, authenticator, packet[RadiusPacket.SignatureAt..]);
        return CheckStep.SendKept(packet.Length);
    }

    /// <inheritdoc/>
    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer)
    {
        ReadOnlySpan<byte> answer = RadiusPacket.Whole(bytes);
        if (answer.IsEmpty || answer[RadiusPacket.IdentifierAt] != buffer[RadiusPacket.IdentifierAt])
        {
            return CheckStep.Receive();
        }

        ReadOnlySpan<byte> authenticator = RadiusPacket.Authenticator(buffer);
        bool isOurs = _secret.HasSigned(answer, authenticator);
        bool isWellFormed = RadiusPacket.TryRead(answer, out int signatureAt);
        if (!isOurs || (isWellFormed && signatureAt > 0 && !HasSignature(answer, signatureAt, authenticator)))
        {
            CheckScratch.As<RadiusState>(ref scratch).HasHeardStranger = true;
            return CheckStep.Receive();
        }

        if (!isWellFormed)
        {
            return CheckStep.Fail(CheckReason.Malformed, 0, "an attribute that does not fit"u8);
        }

        RadiusCode code = (RadiusCode)answer[0];
        return Array.IndexOf(_good, code) >= 0
            ? CheckStep.Pass(CheckReason.Matched) : CheckStep.Fail(CheckReason.Mismatch, 0, Words(code));
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Heard(ref CheckScratch scratch, Span<byte> buffer) =>
        CheckScratch.As<RadiusState>(ref scratch).HasHeardStranger ? "answer with another secret"u8 : default;

    private bool HasSignature(ReadOnlySpan<byte> answer, int at, ReadOnlySpan<byte> authenticator)
    {
        Span<byte> signature = stackalloc byte[Md5.Bytes];
        _secret.Sign(answer, at, authenticator, signature);
        return answer.Slice(at, Md5.Bytes).SequenceEqual(signature);
    }

    private static ReadOnlySpan<byte> Words(RadiusCode code) => code switch
    {
        RadiusCode.AccessAccept => "Access-Accept"u8,
        RadiusCode.AccessReject => "Access-Reject"u8,
        RadiusCode.AccountingResponse => "Accounting-Response"u8,
        RadiusCode.AccessChallenge => "Access-Challenge"u8,
        _ => "unknown code"u8,
    };
}
