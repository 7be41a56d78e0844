namespace LvsMon.Core.Os;

/// <summary>A local time of day. Month 1–12, day 1–31, offset in minutes east of UTC.</summary>
public readonly record struct WallTime(
    int Year,
    int Month,
    int Day,
    int Hour,
    int Minute,
    int Second,
    int OffsetMinutes);
