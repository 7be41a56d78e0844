using System.Collections.Generic;

namespace LvsMon.Core.Syslog;

/// <summary>
/// The lines that stand for several (<c>log-burst</c>), once; <see cref="LogCatalogue"/> has all others. The id is 1300
/// and the number of the <see cref="SummaryKind"/>, above all that a fact can have.
/// </summary>
public static class SummaryCatalogue
{
    /// <summary>The lines by rising id.</summary>
    public static IReadOnlyList<SummaryEntry> All { get; } =
    [
        Entry(
            SummaryKind.MoreDown,
            "DOWN more",
            "So many more real servers of the service went down and were still down when this was written: in what "
            + "time, why, which. Others may have come up (`2 up`), or are again what the lines before said "
            + "(`3 changed and are as before`).",
            "DOWN more www: 4 real servers in 9.6s, connect refused (10.0.0.11:80 10.0.0.12:80 10.0.0.13:80 "
            + "10.0.0.14:80); 2 up (10.0.0.21:80 10.0.0.22:80); 3 changed and are as before; 7 of 40 up after the "
            + "last; 12 lines; seq 1819-1830"),
        Entry(
            SummaryKind.MoreUp,
            "UP more",
            "So many more real servers of the service came up and were still up when this was written; none went down "
            + "that was not up again.",
            "UP more www: 35 real servers in 1.2s (10.0.0.1:80 10.0.0.2:80 10.0.0.3:80 10.0.0.4:80 10.0.0.5:80 "
            + "10.0.0.6:80 10.0.0.7:80 10.0.0.8:80 10.0.0.9:80 10.0.0.10:80 10.0.0.11:80 10.0.0.12:80 and 23 more, see "
            + "lvsmon status); 40 of 40 up after the last; 35 lines; seq 1901-1935"),
        Entry(
            SummaryKind.More,
            "MORE",
            "Real servers of the service went down and came up again, or the other way, and each is what the lines "
            + "before said; or there is only more of what goes with that (HELD, RELEASED, FLAP, SLOW START).",
            "MORE www: 3 real servers changed in 9.6s and are as before; 1 now held by the floor; 37 of 40 up after "
            + "the last; 11 lines; seq 1940-1950"),
    ];

    /// <summary>The entry of a kind.</summary>
    public static SummaryEntry Of(SummaryKind kind) => All[(int)kind - 1];

    private static SummaryEntry Entry(SummaryKind kind, string word, string description, string example) =>
        new(1300 + (int)kind, kind, word, description, example);
}
