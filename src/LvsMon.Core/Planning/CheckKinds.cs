using System;
using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Core.Planning;

/// <summary>Numbers for the kinds of check of a plan, in the order they are first met: a kind is a plugin.</summary>
public sealed class CheckKinds
{
    private readonly Dictionary<string, byte> _numbers = new(StringComparer.Ordinal);

    /// <summary>The plugin's name: an identity begins with it.</summary>
    public static string NameOf(CheckProgram program)
    {
        int blank = program.Identity.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? program.Identity : program.Identity[..blank];
    }

    /// <summary>The names by number.</summary>
    public static string[] Names(Plan plan)
    {
        string[] names = [];
        foreach (ref readonly MonitorPlan monitor in plan.Monitors.AsSpan())
        {
            if (monitor.Kind >= names.Length)
            {
                Array.Resize(ref names, monitor.Kind + 1);
            }

            names[monitor.Kind] ??= NameOf(monitor.Program);
        }

        return names;
    }

    /// <summary>The number of a program's kind; set-up only.</summary>
    public byte NumberOf(CheckProgram program)
    {
        string name = NameOf(program);
        if (!_numbers.TryGetValue(name, out byte number))
        {
            number = checked((byte)_numbers.Count);
            _numbers.Add(name, number);
        }

        return number;
    }
}
