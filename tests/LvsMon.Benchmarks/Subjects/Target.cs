using System.Globalization;

namespace LvsMon.Benchmarks.Subjects;

/// <summary>The addresses of <c>native/targets.h</c>.</summary>
internal static class Target
{
    /// <summary>The address of target <paramref name="number"/>, from 0.</summary>
    public static string Address(int number) => string.Create(
        CultureInfo.InvariantCulture, $"127.{1 + (number / 62500)}.{number / 250 % 250}.{(number % 250) + 1}");
}
