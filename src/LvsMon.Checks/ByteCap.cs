using System;
using System.Globalization;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Checks;

/// <summary>The option <c>--max-bytes</c>: how much of an answer a check reads, 1 kB to 1 MB, 16 kB unless
/// told.</summary>
internal static class ByteCap
{
    private const int KiloByte = 1024;
    private const int Least = KiloByte;
    private const int Most = KiloByte * KiloByte;

    internal static CheckOption Option { get; } = new(
        "--max-bytes",
        "SIZE",
        "Read at most so much of the answer, 1kB to 1MB (1 kB is 1024 bytes; a bare number is bytes).")
    {
        Default = "16kB",
    };

    /// <summary>The cap in bytes, or null after reporting.</summary>
    internal static int? Read(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        string text = options.Text(Option)!;
        if (TryParse(text, out int bytes) && bytes is >= Least and <= Most)
        {
            return bytes;
        }

        diagnostics.Error(Option, $"{ShownText.Quote(text)} is not a size from 1kB to 1MB, such as 16kB");
        return null;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out int bytes)
    {
        int unit = 1;
        if (text.EndsWith("kB", StringComparison.Ordinal))
        {
            unit = KiloByte;
        }
        else if (text.EndsWith("MB", StringComparison.Ordinal))
        {
            unit = KiloByte * KiloByte;
        }

        ReadOnlySpan<char> digits = unit == 1 ? text : text[..^2];
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || number > Most / unit)
        {
            bytes = 0;
            return false;
        }

        bytes = number * unit;
        return true;
    }
}
