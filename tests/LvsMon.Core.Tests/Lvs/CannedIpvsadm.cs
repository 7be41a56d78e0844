using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Testing.Lvs;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>Answers as ipvsadm would, with bytes made beforehand: <c>-S</c> and <c>-L</c> of two states.</summary>
internal sealed class CannedIpvsadm(byte[] saveDown, byte[] listDown, byte[] saveUp, byte[] listUp) : ICommandRunner
{
    private readonly List<string> _commands = [];
    private int _command;

    public bool IsRunning { get; private set; }

    public bool IsUp { get; set; }

    public bool Refuses { get; set; }

    /// <summary>True when what is written makes the table whole.</summary>
    public bool Obeys { get; set; }

    public int Restores { get; private set; }

    /// <summary>Records the answers of a real table, so that they can be given again without allocating.</summary>
    public static CannedIpvsadm For(Plan plan)
    {
        ScriptedIpvsadm table = new();
        KeeperRig rig = new KeeperRig(plan, runner: table).Start();
        byte[] saveDown = Encoding.ASCII.GetBytes(rig.Table);
        byte[] listDown = Encoding.ASCII.GetBytes(table.Table.Run(string.Empty, "-L", "-n", "--thresholds").Output);
        for (int i = 0; i < plan.Reals.Length; i++)
        {
            rig.Up(i);
        }

        rig.Turn();
        byte[] saveUp = Encoding.ASCII.GetBytes(rig.Table);
        byte[] listUp = Encoding.ASCII.GetBytes(table.Table.Run(string.Empty, "-L", "-n", "--thresholds").Output);
        return new CannedIpvsadm(saveDown, listDown, saveUp, listUp);
    }

    public int Prepare(string path, params ReadOnlySpan<string> arguments)
    {
        _commands.Add(arguments[0]);
        return _commands.Count - 1;
    }

    public OsError Start(int command, ReadOnlyMemory<byte> input)
    {
        _command = command;
        IsRunning = true;
        return OsError.None;
    }

    public bool Advance(ICommandOutput output, out CommandExit exit)
    {
        exit = default;
        IsRunning = false;
        switch (_commands[_command])
        {
            case "-S":
                output.Standard(IsUp ? saveUp : saveDown);
                break;
            case "-L":
                output.Standard(IsUp ? listUp : listDown);
                break;
            default:
                Restores++;
                IsUp |= Obeys;
                if (Refuses)
                {
                    output.Error("Memory allocation problem\n"u8);
                    exit = new CommandExit(false, 255);
                }

                break;
        }

        return true;
    }

    public void Kill()
    {
        // Ends at once anyway.
    }
}
