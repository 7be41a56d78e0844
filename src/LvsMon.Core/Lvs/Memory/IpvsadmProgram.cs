using System;
using System.Collections.Generic;
using System.Text;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>
/// ipvsadm 1.31 over a table in memory, with the tool's exit codes, messages and ways to go on or stop: a request that
/// the kernel refuses prints its message and <c>-R</c> goes on, the exit code being that of the last line; a bad value
/// ends the process with 2; an option that is not known is told and passed over.
/// </summary>
internal sealed class IpvsadmProgram
{
    private readonly MemoryTable _table;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    /// <summary>TCP, TCP after FIN, UDP: the kernel's own at its start, seconds.</summary>
    private readonly int[] _timeouts = [900, 120, 300];

    internal IpvsadmProgram(MemoryTable table)
    {
        _table = table;
    }

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The words after the program's name.</param>
    /// <param name="input">Standard input, for <c>-R</c>.</param>
    /// <returns>Exit code and both outputs.</returns>
    internal IpvsadmResult Run(IReadOnlyList<string> arguments, string input)
    {
        _output.Clear();
        _errors.Clear();
        int code = arguments.Count == 0 ? RunLine(["-L"], out _) : RunCommandLine(arguments, input);
        return new IpvsadmResult(code, _output.ToString(), _errors.ToString());
    }

    private int RunCommandLine(IReadOnlyList<string> arguments, string input)
    {
        RequestEnd end = IpvsadmParser.Read(arguments, out IpvsadmRequest request);
        if (end.Code != 0 || request.Command != 'R')
        {
            return RunLine(arguments, out _);
        }

        int code = 0;
        foreach (string line in input.Split('\n'))
        {
            List<string> words = [.. line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)];
            if (words.Count > 0 && words[0] == "ipvsadm")
            {
                words.RemoveAt(0);
            }

            if (words.Count == 0)
            {
                continue;
            }

            code = RunLine(words, out bool exits);
            if (exits)
            {
                break;
            }
        }

        return code;
    }

    private int RunLine(IReadOnlyList<string> words, out bool exits)
    {
        RequestEnd end = IpvsadmParser.Read(words, out IpvsadmRequest request);
        if (end.Code == 0 && request.Command == 'R')
        {
            end = RequestEnd.TryHelp;
        }

        exits = end.Exits;
        if (end.Code != 0)
        {
            _errors.Append(end.Message).Append('\n');
            return end.Code;
        }

        return Carry(request, out exits);
    }

    private int Carry(IpvsadmRequest request, out bool exits)
    {
        exits = false;
        switch (request.Command)
        {
            case 'S':
                new IpvsadmPrinter(_output, request.Has("numeric")).Save(_table.Sorted(), whole: false);
                return 0;
            case 'L':
                return List(request, out exits);
            case 'C':
                _table.Clear();
                return 0;
            case 'T':
                SetTimeouts(request.Timeouts);
                return 0;
            default:
                return Answer(Edit(request));
        }
    }

    /// <summary>A timeout of 0 stays as it is.</summary>
    private void SetTimeouts(int[] timeouts)
    {
        for (int i = 0; i < _timeouts.Length; i++)
        {
            _timeouts[i] = timeouts[i] > 0 ? timeouts[i] : _timeouts[i];
        }
    }

    private KernelError Edit(IpvsadmRequest request) => request.Command switch
    {
        'A' => _table.AddService(request.Key, request.Settings),
        'E' => _table.EditService(request.Key, request.Settings),
        'D' => _table.DeleteService(request.Key),
        'a' => _table.AddDestination(request.Key, request.Endpoint, request.Record),
        'e' => _table.EditDestination(request.Key, request.Endpoint, request.Record),
        'd' => _table.DeleteDestination(request.Key, request.Endpoint),
        _ => request.Has("service-address") && _table.Find(request.Key) is null
            ? KernelError.NoService
            : KernelError.None,
    };

    private int List(IpvsadmRequest request, out bool exits)
    {
        exits = false;
        if (request.Has("timeout"))
        {
            _output.Append("Timeout (tcp tcpfin udp): ").AppendJoin(' ', _timeouts).Append('\n');
            return 0;
        }

        if (request.Has("daemon"))
        {
            return 0;
        }

        if (request.Has("connection"))
        {
            _output.Append("IPVS connection entries\n")
                .Append("pro expire state       source             virtual            destination\n");
            return 0;
        }

        ListColumns column = request.Has("stats") ? ListColumns.Stats
            : request.Has("rate") ? ListColumns.Rate
            : request.Has("thresholds") ? ListColumns.Thresholds
            : request.Has("persistent-conn") ? ListColumns.Persistent
            : request.Has("tun-info") ? ListColumns.Tunnels
            : ListColumns.Plain;
        IpvsadmPrinter printer = new(_output, request.Has("numeric"));
        if (!request.Has("service-address"))
        {
            printer.List(_table.Sorted(), column, banner: true);
            return 0;
        }

        if (_table.Find(request.Key) is not { } service)
        {
            exits = true;
            _errors.Append("No such service\n");
            return 1;
        }

        printer.List([service], column, banner: false);
        return 0;
    }

    private int Answer(KernelError error)
    {
        if (error == KernelError.None)
        {
            return 0;
        }

        _errors.Append(error switch
        {
            KernelError.ServiceExists => "Service already exists",
            KernelError.NoService => "No such service",
            KernelError.ServiceNotDefined => "Service not defined",
            KernelError.NoScheduler => "Scheduler or persistence engine not found",
            KernelError.DestinationExists => "Destination already exists",
            KernelError.NoDestination => "No such destination",
            _ => "Numerical result out of range",
        }).Append('\n');
        return 255;
    }
}
