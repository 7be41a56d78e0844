using System;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>
/// The virtual machine that the tests of one build share: started by the first of them, ended with the last. A test
/// makes namespaces of its own in it, each with an IPVS table of its own.
/// </summary>
public abstract class Guest : IDisposable
{
    private const int MemoryMib = 1536;
    private readonly TempFolder _folder = new();
    private Process? _machine;
    private GuestShell? _shell;
    private int _scenes;

    /// <param name="build">Which program is tested in it.</param>
    protected Guest(Build build)
    {
        Build = build;
    }

    /// <summary>Which program is tested in it.</summary>
    public Build Build { get; }

    /// <summary>What the kernel and its first process have said.</summary>
    internal string Console => _folder["console"];

    /// <summary>A number for a scene in it, from 1.</summary>
    internal int NextScene() => ++_scenes;

    /// <summary>Runs a script whatever it gives; starts the machine when there is none, or none that answers.</summary>
    internal GuestAnswer Try(string script)
    {
        if (_machine is null || _machine.HasExited)
        {
            Boot();
        }

        try
        {
            return _shell!.Run(script);
        }
        catch (IOException)
        {
            // It hangs: what comes next gets another machine.
            End();
            throw;
        }
    }

    /// <summary>Runs a script that must succeed.</summary>
    /// <returns>Its output.</returns>
    internal string Run(string script)
    {
        GuestAnswer answer = Try(script);
        return answer.Exit == 0
            ? answer.Output
            : throw new InvalidOperationException($"{script}\nexit {answer.Exit}\n{answer.Output}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Boot()
    {
        End();
        VmImage.RequireFresh();
        string socket = _folder["shell"];
        File.Delete(socket);
        string[] words =
        [
            "-accel", "tcg,thread=single", "-cpu", "max", "-m", $"{MemoryMib}", "-smp", "1", "-display", "none",
            "-monitor", "none", "-no-reboot", "-net", "none", "-kernel", VmImage.Kernel, "-initrd", VmImage.Root,
            "-append", "console=ttyS0 quiet panic=-1 mitigations=off tsc=reliable audit=0",
            "-serial", $"file:{Console}", "-device", "virtio-serial-pci",
            "-chardev", $"socket,id=shell,path={socket},server=on,wait=off",
            "-device", "virtserialport,chardev=shell,name=lvsmon.shell",
        ];
        _machine = Process.Start(new ProcessStartInfo(Needs.Find("qemu-system-x86_64")!, words)
        {
            RedirectStandardInput = true,
        })!;
        try
        {
            _shell = new GuestShell(Connect(new UnixDomainSocketEndPoint(socket)));
            _shell.AwaitReady();
        }
        catch
        {
            // The next case tries again with a machine of its own.
            End();
            throw;
        }
    }

    /// <summary>Between making its socket and listening at it qemu refuses.</summary>
    private Socket Connect(UnixDomainSocketEndPoint end)
    {
        Socket port = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        Wait.Until(
            () =>
            {
                try
                {
                    port.Connect(end);
                    return true;
                }
                catch (SocketException) when (!_machine!.HasExited)
                {
                    return false;
                }
            },
            "qemu listens at its socket");
        return port;
    }

    private void End()
    {
        _shell?.Dispose();
        _shell = null;
        if (_machine is not null && !_machine.HasExited)
        {
            _machine.Kill();
            _machine.WaitForExit();
        }

        _machine?.Dispose();
        _machine = null;
    }
}
