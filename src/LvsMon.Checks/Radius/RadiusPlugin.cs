using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Radius;

/// <summary>The check <c>radius</c>: a RADIUS server answers, and knows the secret.</summary>
internal sealed class RadiusPlugin : ICheckPlugin
{
    private const int MaxSecretBytes = 255;
    private const int MaxUserBytes = 253;
    private const int MaxPasswordBytes = 128;

    private static readonly RadiusCode[] Healthy = [RadiusCode.AccessAccept, RadiusCode.AccountingResponse];

    /// <inheritdoc/>
    public string Name => "radius";

    /// <inheritdoc/>
    public string Summary =>
        "Asks a RADIUS server for its status, or with --user whether somebody may enter; only a signed answer counts.";

    /// <inheritdoc/>
    public string Example => "radius --secret /etc/lvsmon/radius.secret 10.0.0.11:1812";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => RadiusOptions.All;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        byte[]? secret = Line(RadiusOptions.Secret, 1, MaxSecretBytes, options, diagnostics);
        byte[]? password = Line(RadiusOptions.Password, 0, MaxPasswordBytes, options, diagnostics);
        byte[]? user = User(options, diagnostics);
        if (secret is null || password is null || user is null)
        {
            return null;
        }

        bool hasUser = user.Length > 0;
        return new RadiusProgram(
            $"{Name} {options.Canonical(Options)}",
            $"{Encoding.Latin1.GetString(secret)}\n{Encoding.Latin1.GetString(password)}",
            hasUser ? RadiusPacket.Access(user, password) : RadiusPacket.Status(),
            hasUser ? RadiusPacket.PasswordBytes(password) : 0,
            new RadiusSecret(secret),
            hasUser ? Good(options.Text(RadiusOptions.Expect)) : Healthy);
    }

    private static RadiusCode[] Good(string? expected) => expected switch
    {
        "reject" => [RadiusCode.AccessReject],
        "any" => [RadiusCode.AccessAccept, RadiusCode.AccessReject, RadiusCode.AccessChallenge],
        _ => [RadiusCode.AccessAccept],
    };

    /// <summary>The line of a file without its end, empty without the option; null after reporting.</summary>
    private static byte[]? Line(
        CheckOption option, int least, int most, CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        ReadOnlySpan<byte> line = options.Content(option).Span.TrimEnd("\r\n"u8);
        if (!options.Has(option) || (line.Length >= least && line.Length <= most && !line.ContainsAny("\r\n"u8)))
        {
            return line.ToArray();
        }

        diagnostics.Error(
            option, $"{ShownText.Quote(options.Text(option))} is to hold one line of {least} to {most} bytes");
        return null;
    }

    /// <summary>The user's name, empty for none; null after reporting.</summary>
    private static byte[]? User(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        if (options.Text(RadiusOptions.User) is { } text)
        {
            byte[] user = ByteText.ToBytes(text);
            if (user.Length is > 0 and <= MaxUserBytes)
            {
                return user;
            }

            diagnostics.Error(RadiusOptions.User, $"the name has 1 to {MaxUserBytes} bytes");
            return null;
        }

        bool isRight = true;
        foreach (CheckOption option in (CheckOption[])[RadiusOptions.Password, RadiusOptions.Expect])
        {
            if (options.Has(option))
            {
                isRight = false;
                diagnostics.Error(option, $"{option.Name} is about a user and goes with --user");
            }
        }

        return isRight ? [] : null;
    }
}
