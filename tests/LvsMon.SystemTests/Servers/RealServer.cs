using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>
/// A server from the package archive in a process group of its own, on an address and port of its own: started,
/// stopped, frozen as a hung machine is, and thawed.
/// </summary>
internal abstract class RealServer : IDisposable
{
    private readonly NetworkNamespace? _space;
    private Process? _leader;

    protected RealServer(TempFolder folder, string name, string address, NetworkNamespace? space, int port = 0)
    {
        _space = space;
        Folder = folder.Make(name);
        Address = address;

        // In a network of its own every port is free; its addresses cannot be tried from here.
        Port = port != 0 ? port : Ports.Free(space is null ? address : "127.0.0.1");
    }

    /// <summary>Its address.</summary>
    public string Address { get; }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>As it stands in a configuration.</summary>
    public string Endpoint => string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

    /// <summary>Its files.</summary>
    protected string Folder { get; }

    /// <summary>The program and its arguments; it must stay in the foreground.</summary>
    protected abstract IReadOnlyList<string> Command { get; }

    /// <summary>True for a server of datagrams only.</summary>
    protected virtual bool IsDatagram => false;

    /// <summary>The signal at which it ends.</summary>
    protected virtual int EndSignal => Signals.Terminate;

    /// <summary>Starts it and waits until it accepts connections.</summary>
    public void Start()
    {
        // A session of its own makes a group of its own: signals reach the workers too.
        const string Script = "exec setsid \"$@\" >>\"$0\" 2>&1 </dev/null";
        string log = Path.Combine(Folder, "output");
        ProcessStartInfo start = new("/bin/sh") { UseShellExecute = false };
        foreach (string word in (string[])["-c", Script, log, .. NetworkNamespace.Prefix(_space), .. Command])
        {
            start.ArgumentList.Add(word);
        }

        _leader = Process.Start(start)!;
        Wait.Until(Listens, () => $"{Command[0]} listens at {Endpoint}:\n{File.ReadAllText(log)}");
    }

    /// <summary>Ends it and waits until nobody listens any more.</summary>
    public void Stop()
    {
        int group = _leader!.Id;
        Signals.SendToGroup(group, EndSignal);
        Signals.SendToGroup(group, Signals.Continue);
        End(group);
        Wait.Until(() => !Listens(), () => $"{Command[0]} has left {Endpoint}");
    }

    /// <summary>Stops all its processes where they are; the kernel goes on accepting connections for it.</summary>
    public void Freeze()
    {
        Signals.SendToGroup(_leader!.Id, Signals.Stop);
        Wait.Until(
            () => ProcessView.StatesOfGroup(_leader.Id).All(state => state is 'T' or 'Z'), $"{Command[0]} is stopped");
    }

    /// <summary>Has it read its configuration anew.</summary>
    public void Reload() => Signals.Send(_leader!.Id, Signals.Hangup);

    /// <summary>Lets it go on.</summary>
    public void Thaw() => Signals.SendToGroup(_leader!.Id, Signals.Continue);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_leader is not null)
        {
            Signals.SendToGroup(_leader.Id, Signals.Kill);
            End(_leader.Id);
            _leader.Dispose();
        }
    }

    private bool Listens() => _space is null
        ? IsDatagram ? !Ports.CanBind(Address, Port, SocketType.Dgram) : Ports.Listens(Address, Port)
        : _space.Run("sh", "-c", $"ss -Hltn 'src {Address} and sport = {Port}' | grep -q .") == 0;

    private void End(int group)
    {
        if (!_leader!.WaitForExit(Wait.Patience))
        {
            Signals.SendToGroup(group, Signals.Kill);
            _leader.WaitForExit();
        }

        Wait.Until(() => ProcessView.StatesOfGroup(group).All(state => state == 'Z'), $"the group {group} has ended");
    }
}
