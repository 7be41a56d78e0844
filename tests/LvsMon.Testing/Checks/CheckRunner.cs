using System;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Testing.Checks;

/// <summary>
/// Plays one attempt of a check as the loop does: a zeroed scratch, a buffer with old bytes in it, each piece in an
/// array of its own length, nothing called after the result. Reusable; allocates only when made.
/// </summary>
public sealed class CheckRunner
{
    private readonly CheckProgram _program;
    private readonly byte[] _buffer;
    private readonly byte[] _evidence = new byte[1024];
    private CheckScratch _scratch;
    private int _taken;
    private int _evidenceLength;

    /// <summary>Makes a runner of attempts with this program.</summary>
    public CheckRunner(CheckProgram program)
    {
        _program = program;
        _buffer = new byte[program.BufferBytes];
    }

    /// <summary>False hands over bytes past the program's cap too, which the loop never does.</summary>
    public bool EnforceCap { get; set; } = true;

    /// <summary>True when the program asked for TLS, which it has at once.</summary>
    public bool IsSecure { get; private set; }

    /// <summary>True when the attempt is decided.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The result; of reason <see cref="CheckReason.None"/> while the program waits for more.</summary>
    public CheckResult Result { get; private set; }

    /// <summary>What the program asked to send.</summary>
    public ReadOnlyMemory<byte> Sent { get; private set; }

    /// <summary>The evidence of the result.</summary>
    public ReadOnlySpan<byte> Evidence => _evidence.AsSpan(0, _evidenceLength);

    /// <summary>Where the conversation stands, in words.</summary>
    public string Place => Encoding.ASCII.GetString(_program.Place(ref _scratch));

    /// <summary>What is shown when the attempt ends now without the program, Latin-1.</summary>
    public string Heard => Encoding.Latin1.GetString(_program.Heard(ref _scratch, _buffer));

    /// <summary>Forgets what was sent so far.</summary>
    public void Forget() => Sent = default;

    /// <summary>Begins an attempt: the connection stands.</summary>
    /// <param name="nonce">What nobody can foresee, for a program that wants it.</param>
    public void Connect(uint nonce = 0)
    {
        _scratch = default;
        if (_program.WantsNonce)
        {
            CheckScratch.As<uint>(ref _scratch) = nonce;
        }

        _taken = 0;
        _evidenceLength = 0;
        IsDone = false;
        Result = default;
        Sent = default;
        _buffer.AsSpan().Fill(0xA5);
        Obey(_program.Connected(ref _scratch, _buffer));
    }

    /// <summary>Hands over a piece of the answer, cut at the program's cap.</summary>
    public void Receive(ReadOnlySpan<byte> piece)
    {
        if (IsDone || (piece.IsEmpty && _program.Transport == Transport.Stream))
        {
            return;
        }

        int room = EnforceCap ? Math.Min(piece.Length, _program.MaxBytes - _taken) : piece.Length;
        _taken += room;
        if (room > 0 || piece.IsEmpty)
        {
            Obey(_program.Received(ref _scratch, piece[..room], _buffer));
        }

        if (!IsDone && room < piece.Length)
        {
            IsDone = true;
            Result = new CheckResult(CheckReason.TooLong);
        }
    }

    /// <summary>The peer ends the stream.</summary>
    public void Close()
    {
        if (IsDone)
        {
            return;
        }

        Obey(_program.Closed(ref _scratch, _buffer));
        if (!IsDone)
        {
            throw new InvalidOperationException("a program must be done at the end of the stream");
        }
    }

    private void Obey(CheckStep step)
    {
        if (step.Kind == CheckStepKind.Send)
        {
            Sent = step.Bytes;
        }
        else if (step.Kind == CheckStepKind.SendKept)
        {
            Sent = _buffer.AsMemory(0, step.KeptBytes);
        }
        else if (step.Kind == CheckStepKind.StartTls)
        {
            IsSecure = true;
            Obey(_program.Secured(ref _scratch, _buffer));
        }
        else if (step.Kind == CheckStepKind.Done)
        {
            IsDone = true;
            Result = step.Result;
            step.Evidence.CopyTo(_evidence);
            _evidenceLength = step.Evidence.Length;
        }
    }
}
