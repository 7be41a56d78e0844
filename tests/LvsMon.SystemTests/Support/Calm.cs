using System;
using System.Linq;
using FluentAssertions;

namespace LvsMon.SystemTests.Support;

/// <summary>A daemon that asks a server every 100 ms and must go on so, at no cost, whatever others do to it.</summary>
internal sealed class Calm
{
    private readonly DaemonProcess _daemon;
    private readonly CountingServer _server;
    private readonly int _descriptors;
    private readonly long _memory;
    private readonly TimeSpan _begun;

    /// <summary>Notes how it is now.</summary>
    public Calm(DaemonProcess daemon, CountingServer server)
    {
        _daemon = daemon;
        _server = server;
        _descriptors = ProcessView.Descriptors(daemon.Pid);
        _memory = ProcessView.Status(daemon.Pid, "VmRSS");
        _begun = server.Now;
    }

    /// <summary>True after some time since the beginning.</summary>
    public bool IsOver(TimeSpan time) => _server.Now - _begun >= time;

    /// <summary>Asserts that no check came late and nothing was kept.</summary>
    public void Verify()
    {
        TimeSpan[] asked = [.. _server.Accepts.Where(time => time > _begun)];
        double wanted = (_server.Now - _begun) / TimeSpan.FromMilliseconds(100);
        ((double)asked.Length).Should().BeGreaterThan(wanted * 0.8, $"{wanted:0} checks were due");
        asked.Zip(asked.Skip(1), (one, next) => next - one).Max()
            .Should().BeLessThan(TimeSpan.FromMilliseconds(600));
        Wait.Until(() => ProcessView.Descriptors(_daemon.Pid) <= _descriptors, "the descriptors are as before");
        (ProcessView.Status(_daemon.Pid, "VmRSS") - _memory).Should().BeLessThan(4_000, "kB");
        _daemon.Errors.Should().NotContain("DOWN").And.NotContain("defect");
    }
}
