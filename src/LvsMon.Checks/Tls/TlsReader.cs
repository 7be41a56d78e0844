using System;
using System.Linq;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Tls;

/// <summary>Makes the settings of TLS from the options of a check.</summary>
internal static class TlsReader
{
    private const long LeastExpiryUs = 60 * DurationText.UsPerSecond;
    private const int MaxNameChars = 253;

    /// <summary>The program inside TLS when <c>--tls</c> asks for it, else as it is; null after reporting.</summary>
    internal static CheckProgram? Wrap(
        CheckProgram? program, CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        if (options.Has(TlsOptions.Tls))
        {
            return Wrap(program, Read(options, "", diagnostics));
        }

        return HasNone(options, "--tls", diagnostics) ? program : null;
    }

    /// <summary>
    /// The same for a check that can also ask for TLS on the way, with the option <paramref name="onTheWay"/>: then it
    /// is made with the settings.
    /// </summary>
    internal static CheckProgram? Wrap(
        Func<TlsSettings?, CheckProgram> make,
        CheckOption onTheWay,
        CheckOptionValues options,
        ICheckDiagnostics diagnostics)
    {
        if (!OneOf.TryFind([TlsOptions.Tls, onTheWay], options, diagnostics, out CheckOption? way))
        {
            return null;
        }

        if (way == onTheWay)
        {
            return Read(options, "", diagnostics) is { } settings ? make(settings) : null;
        }

        bool isRight = way is not null || HasNone(options, $"--tls or {onTheWay.Name}", diagnostics);
        return isRight ? Wrap(make(null), options, diagnostics) : null;
    }

    /// <summary>The program inside TLS; null when either is.</summary>
    internal static CheckProgram? Wrap(CheckProgram? program, TlsSettings? settings) =>
        program is null || settings is null ? null : new TlsProgram(program, settings);

    /// <summary>True when no option of TLS is given; else it is reported that each needs what is missing.</summary>
    internal static bool HasNone(CheckOptionValues options, string missing, ICheckDiagnostics diagnostics)
    {
        CheckOption? given = TlsOptions.Details.FirstOrDefault(options.Has);
        if (given is not null)
        {
            diagnostics.Error(given, $"{given.Name} is about TLS and goes with {missing}");
        }

        return given is null;
    }

    /// <summary>The settings, or null after reporting.</summary>
    /// <param name="options">The check's.</param>
    /// <param name="name">The server's name where <c>--server-name</c> gives none, empty for none.</param>
    /// <param name="diagnostics">Takes every mistake.</param>
    internal static TlsSettings? Read(CheckOptionValues options, string name, ICheckDiagnostics diagnostics)
    {
        string? serverName = Name(options, name, diagnostics);
        long? expiresWithinS = ExpiresWithin(options, diagnostics);
        ReadOnlyMemory<byte>? own = OwnCertificate(options, diagnostics);
        return serverName is null || expiresWithinS is null || own is null
            ? null
            : new TlsSettings
            {
                ServerName = serverName,
                Verifies = !options.Has(TlsOptions.NoVerify),
                Authorities = options.Content(TlsOptions.Authorities),
                OwnCertificate = own.Value,
                MinVersion = options.Text(TlsOptions.MinVersion) == "1.3" ? TlsVersion.Tls13 : TlsVersion.Tls12,
                ExpiresWithinS = expiresWithinS.Value,
            };
    }

    private static string? Name(CheckOptionValues options, string standard, ICheckDiagnostics diagnostics)
    {
        string name = options.Text(TlsOptions.ServerName) ?? standard;
        if (name.Length == 0)
        {
            if (options.Has(TlsOptions.NoVerify))
            {
                return name;
            }

            diagnostics.Error("TLS verifies the name in the certificate; add --server-name NAME, or --no-verify");
            return null;
        }

        if (IpAddress.TryParse(name, out _)
            || (name.Length <= MaxNameChars && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')))
        {
            return name;
        }

        diagnostics.Error(
            TlsOptions.ServerName,
            $"{ShownText.Quote(name)} is no host name or address; names of other scripts are written as xn--...");
        return null;
    }

    private static long? ExpiresWithin(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        if (options.Text(TlsOptions.ExpiresWithin) is not { } text)
        {
            return 0;
        }

        if (DurationText.TryParse(text, out long us) && us >= LeastExpiryUs)
        {
            return us / DurationText.UsPerSecond;
        }

        diagnostics.Error(
            TlsOptions.ExpiresWithin, $"{ShownText.Quote(text)} is not a time from 1m to 366d, such as 14d");
        return null;
    }

    /// <summary>Certificate and key in one text, empty for none; null after reporting.</summary>
    private static ReadOnlyMemory<byte>? OwnCertificate(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        if (!options.Has(TlsOptions.Certificate))
        {
            if (!options.Has(TlsOptions.Key))
            {
                return ReadOnlyMemory<byte>.Empty;
            }

            diagnostics.Error(TlsOptions.Key, "--key belongs to a certificate; add --cert");
            return null;
        }

        byte[] pem =
        [
            .. options.Content(TlsOptions.Certificate).Span, (byte)'\n', .. options.Content(TlsOptions.Key).Span,
        ];
        return pem;
    }
}
