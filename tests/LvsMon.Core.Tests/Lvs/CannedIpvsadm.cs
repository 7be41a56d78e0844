using System.Text;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Testing.Lvs;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>Answers as ipvsadm would, with bytes made beforehand: <c>-S</c> and <c>-L</c> of two states.</summary>
internal sealed class CannedIpvsadm(byte[] saveDown, byte[] listDown, byte[] saveUp, byte[] listUp) : CannedRunner
{
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

    protected override CommandExit Answer(string word, ICommandOutput output)
    {
        switch (word)
        {
            case "-S":
                output.Standard(IsUp ? saveUp : saveDown);
                return default;
            case "-L":
                output.Standard(IsUp ? listUp : listDown);
                return default;
            default:
                Restores++;
                IsUp |= Obeys;
                if (!Refuses)
                {
                    return default;
                }

                output.Error("Memory allocation problem\n"u8);
                return new CommandExit(false, 255);
        }
    }
}
