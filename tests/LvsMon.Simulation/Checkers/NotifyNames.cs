using System;
using System.Linq;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;

namespace LvsMon.Simulation.Checkers;

/// <summary>What the lines of <c>notify</c> run and how programs are told of services and real servers, by the words of
/// the configuration.</summary>
internal sealed class NotifyNames
{
    /// <summary>Lines of a service, at most.</summary>
    public const int Lines = NotifyLine.MaxLines;

    private readonly byte[][] _keys;
    private readonly byte[][] _names;
    private readonly byte[][] _sets;
    private readonly byte[][] _reals;
    private readonly byte[]?[] _programs;
    private readonly byte[]?[] _paths;
    private readonly NotifyEvent[] _events;

    /// <summary>The words of a plan.</summary>
    public NotifyNames(Plan plan)
    {
        Plan = plan;
        _keys = Array.ConvertAll(plan.Services, service => Bytes(service.Key.ToString()));
        _names = Array.ConvertAll(plan.Services, service => Bytes(service.Name));
        _sets = Array.ConvertAll(plan.Services, service => Bytes(service.ServiceSet ?? string.Empty));
        _reals = Array.ConvertAll(plan.Reals, real => Bytes(real.Endpoint.ToString()));
        _programs = new byte[]?[plan.Services.Length * Lines];
        _paths = new byte[]?[_programs.Length];
        _events = new NotifyEvent[_programs.Length];
        for (int service = 0; service < plan.Services.Length; service++)
        {
            for (int line = 0; line < plan.Services[service].Notify.Lines.Length; line++)
            {
                NotifyLine one = plan.Services[service].Notify.Lines[line];
                int at = (service * Lines) + line;
                _events[at] = one.Event;
                _paths[at] = Bytes(one.Program.Path);
                _programs[at] = Bytes(one.Program.Path + "\0" + string.Concat(
                    one.Program.Arguments.Select(argument => Encoding.Latin1.GetString(argument.Span) + "\0")));
            }
        }
    }

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>Lines of a service.</summary>
    public int CountOf(int service) => Plan.Services[service].Notify.Lines.Length;

    /// <summary>True when a line is for changes to a state.</summary>
    public bool Wants(int service, int line, bool isUp) => _events[(service * Lines) + line] switch
    {
        NotifyEvent.Up => isUp,
        NotifyEvent.Down => !isUp,
        _ => true,
    };

    /// <summary>The path of a line's program.</summary>
    public ReadOnlySpan<byte> PathOf(int service, int line) => _paths[(service * Lines) + line];

    /// <summary>The name of a service, what identifies it, and its set.</summary>
    public bool IsService(int service, ReadOnlySpan<byte> name, ReadOnlySpan<byte> set) =>
        name.SequenceEqual(_names[service]) && set.SequenceEqual(_sets[service]);

    /// <summary>The service that a key identifies, -1 for none.</summary>
    public int FindService(ReadOnlySpan<byte> key)
    {
        for (int service = 0; service < _keys.Length; service++)
        {
            if (key.SequenceEqual(_keys[service]))
            {
                return service;
            }
        }

        return -1;
    }

    /// <summary>A real server of a service, -1 for none.</summary>
    public int FindReal(int service, ReadOnlySpan<byte> endpoint)
    {
        ServicePlan plan = Plan.Services[service];
        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            if (endpoint.SequenceEqual(_reals[real]))
            {
                return real;
            }
        }

        return -1;
    }

    /// <summary>The line of a service that runs a program with its arguments, -1 for none.</summary>
    public int FindLine(int service, ReadOnlySpan<byte> program)
    {
        for (int line = 0; line < CountOf(service); line++)
        {
            if (program.SequenceEqual(_programs[(service * Lines) + line]))
            {
                return line;
            }
        }

        return -1;
    }

    /// <summary>The line here that is a line of another plan, -1 for none: the same program for the same
    /// changes.</summary>
    public int LineOf(int service, NotifyNames other, int otherService, int otherLine)
    {
        int there = (otherService * Lines) + otherLine;
        int line = FindLine(service, other._programs[there]);
        return line >= 0 && _events[(service * Lines) + line] == other._events[there] ? line : -1;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
