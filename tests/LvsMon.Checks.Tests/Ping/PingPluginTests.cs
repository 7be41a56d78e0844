using System.Collections.Generic;
using LvsMon.Checks.Ping;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Tests.Ping;

public sealed class PingPluginTests : DatagramContractTests
{
    private static readonly byte[] Asked = [0x5E, 0xED, 0xBE, 0xEF, .. "lvsmon asks."u8];

    protected override ICheckPlugin Plugin { get; } = new PingPlugin();

    protected override IEnumerable<DatagramSample> Samples =>
    [
        new([], [], CheckReason.None),
        new([], [Asked], CheckReason.Matched),
        new([], [[0x5E, 0xED, 0xBE, 0xEE, .. Asked[4..]]], CheckReason.None),
        new([], [[], Asked[..^1], [.. Asked, 0], Asked], CheckReason.Matched),
    ];
}
