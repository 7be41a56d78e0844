using System;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>
/// The daemon's own kernel refuses calls: what a check meets is inconclusive, what ipvsadm meets is tried again.
/// </summary>
public sealed class SystemCallTests
{
    /// <summary>The call, and the reason that is told. A source address makes a socket for each check.</summary>
    private static readonly (string Fault, string Reason)[] Faults =
    [
        ("socket:error=EMFILE", "no descriptor"),
        ("socket:error=ENFILE", "no descriptor"),
        ("socket:error=ENOBUFS", "no memory"),
        ("connect:error=ENOMEM", "no memory"),
        ("connect:error=EPERM", "not permitted"),
        ("connect:error=EADDRNOTAVAIL", "no local port"),
        ("bind:error=EADDRNOTAVAIL", "no local address"),
        ("epoll_ctl:error=ENOSPC", "no memory"),
        ("recvfrom:error=ENOMEM", "no memory"),
    ];

    [SystemFact("strace")]
    public void Check_CallRefusedByTheKernel_IsInconclusiveAndRecovers()
    {
        using Pair pair = new(start: false);
        Director director = pair.Director;
        director.Configure(Configuration(pair));
        director.Start();
        director.ShouldHaveTable(pair.Whole());
        director.PassStart();

        foreach ((string fault, string reason) in Faults)
        {
            using (Tracer.Inject(director.Folder, director.Daemon.Pid, fault))
            {
                director.Journal.ShouldComeTo(
                    $"BLIND www: every check is inconclusive ({reason}); real servers stay as they are");
            }

            director.Journal.ShouldComeTo("SEEING www: checks are conclusive again; blind for *");
        }

        director.Journal.All("DOWN*").Should().BeEmpty();
        director.Journal.All("TABLE out of step*").Should().BeEmpty();
        director.Table.Table.Should().BeEquivalentTo(pair.Whole());
    }

    [SystemFact("strace")]
    public void Wait_InterruptedAgainAndAgain_LosesNothing()
    {
        using Pair pair = new();
        Director director = pair.Director;

        using (Tracer interrupts = Tracer.Inject(
            director.Folder, director.Daemon.Pid, "epoll_wait,poll,ppoll,select,pselect6:error=EINTR:when=1+2"))
        {
            pair.FirstShouldBeCheckedOn();

            interrupts.Injected.Should().BeInRange(10, 400, "it waits, and does not turn in vain");
        }

        director.Journal.Unread.Should().BeEmpty();
        pair.Second.Stop();
        director.Journal.ShouldSay(
            $"DOWN www {pair.Second.Endpoint}: connect refused; 2 of 2 failed; *", "TABLE www: *");
    }

    [SystemFact("strace")]
    public void Edit_NoProcessCanBeMade_HealsAndChecksGoOn()
    {
        using Pair pair = new();
        Director director = pair.Director;

        using (Tracer.Inject(director.Folder, director.Daemon.Pid, "clone,clone3,vfork:error=EAGAIN"))
        {
            pair.Second.Stop();
            director.Journal.ShouldComeTo($"DOWN www {pair.Second.Endpoint}: connect refused; 2 of 2 failed; *");
            director.Journal.ShouldComeTo("TABLE out of step: ipvsadm: no memory to start it; trying again");
            pair.FirstShouldBeCheckedOn();
            director.Table.Table.Should().BeEquivalentTo(pair.Whole());
        }

        director.ShouldHaveTable(Pair.With(pair.FirstLine()));
        director.Journal.ShouldComeTo("TABLE in step: was not for *");
        director.Journal.All("TABLE out of step*").Should().ContainSingle();
    }

    private static string Configuration(Pair pair) =>
        pair.Configuration("reconcile 1h", service: "fall 1", interval: "200ms").Replace(
            "http://www.example.com/", "http://www.example.com/ --source 127.0.0.1", StringComparison.Ordinal);
}
