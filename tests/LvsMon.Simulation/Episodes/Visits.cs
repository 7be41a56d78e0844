using System.Text;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Episodes;

/// <summary>Who comes to the control socket in a storm, and what they say there.</summary>
internal static class Visits
{
    private const int All = int.MaxValue;
    private const int Crowd = 24;
    private const int Slow = 8;

    private static readonly string[] Questions =
        ["status", "status", "version", "metrics", "sessions", "events", "reload", "events\",\"since\":\"none"];

    private static readonly string[] Nonsense =
    [
        "\n", "{}\n", "{\"version\":2,\"command\":\"status\"}\n", "GET / HTTP/1.0\r\n\r\n",
        "{\"version\":1,\"command\":",
        "{\"version\":1,\"command\":\"status\",\"name\":\"nowhere\"}\n", "\0\u0001\n[[[[[[[[\n", "{\"version\":1}\n",
    ];

    /// <summary>True for a visit in which somebody takes long over an answer.</summary>
    public static bool IsSlow(in StormEvent one) => one.Kind == StormKind.Control && KindOf(one) == Slow;

    /// <summary>A visit. A = who and how, B = about what, C = how much.</summary>
    public static void Make(in StormEvent one, ControlVisitors visitors, Plan plan)
    {
        ClientIdentity who = (one.A % 8) switch
        {
            0 => new ClientIdentity(1001, IsSelf: false, IsMember: false),
            1 or 2 => new ClientIdentity(1002, IsSelf: false, IsMember: false, IsReader: true),
            3 => new ClientIdentity(1003, IsSelf: false, IsMember: true),
            _ => new ClientIdentity(0, IsSelf: false, IsMember: false),
        };
        int turns = 1 + (one.C % 400);
        switch (KindOf(one))
        {
            case 0 or 1:
                Come(visitors, who, Question(one.B), All, long.MaxValue, turns + 200);
                break;
            case 2:
                string row = Question(one.B) + Question(one.B / 7) + Order(one, plan) + Question(one.B / 49);
                Come(visitors, who, row, All, long.MaxValue, turns + 200);
                break;
            case 3 or 4:
                Come(visitors, who, Order(one, plan), All, long.MaxValue, turns + 50);
                break;
            case 5:
                Come(visitors, who, About(one, plan, "check-now"), All, long.MaxValue, turns);
                break;
            case 6:
                string broken = Nonsense[one.B % Nonsense.Length];
                Come(visitors, who, one.C % 4 == 0 ? new string('x', 5000) : broken, All, long.MaxValue, All);
                break;
            case 7:
                Come(visitors, who, About(one, plan, "why"), 1 + (one.C % 9), long.MaxValue, All);
                break;
            case Slow:
                // Some take no more, some a little at a time.
                int sip = one.C % 3 == 0 ? 0 : 1 + (one.C % 700);
                Come(visitors, who, Question(one.B) + Question(one.B), All, one.C % 9000, All, sip);
                break;
            case 9:
                Come(visitors, who, Question(one.B) + About(one, plan, "why"), All, long.MaxValue, 1 + (turns % 4));
                break;
            case 10:
                string since = one.C % 3 == 0 ? $",\"since\":{one.B % 500}" : string.Empty;
                string follow = Request("events", ",\"follow\":true" + since);
                Come(visitors, who, follow, All, one.C % 5 == 0 ? one.B : long.MaxValue, turns);
                break;
            default:
                visitors.Refusals = one.C % 3;
                for (int i = 0; i < Crowd; i++)
                {
                    Come(visitors, who, i % 5 == 0 ? Question(one.B + i) : string.Empty, All, long.MaxValue, All);
                }

                break;
        }
    }

    private static int KindOf(in StormEvent one) => (one.A >> 3) % 12;

    private static void Come(
        ControlVisitors visitors, ClientIdentity who, string says, int step, long room, int leavesIn, int sip = 0)
    {
        if (visitors.Next() is { } visitor)
        {
            visitor.Come(who, Encoding.ASCII.GetBytes(says), step, room, sip, leavesIn);
            visitors.Come(visitor);
        }
    }

    private static string Question(int what) => Request(Questions[what % Questions.Length]);

    private static string Order(in StormEvent one, Plan plan)
    {
        string force = one.C % 3 == 0 ? ",\"force\":true" : string.Empty;
        return (one.C % 8) switch
        {
            0 or 1 => About(one, plan, "disable", force),
            2 => About(one, plan, "drain", force),
            3 => About(one, plan, "drain", $",\"limit_us\":{one.C % 15_000_000}{force}"),
            4 => About(one, plan, "weight", $",\"weight\":{one.C % 12}{force}"),
            _ => About(one, plan, "enable"),
        };
    }

    private static string About(in StormEvent one, Plan plan, string command, string rest = "")
    {
        RealPlan real = plan.Reals[one.B % plan.Reals.Length];
        string service = plan.Services[real.Service].Name;
        return Request($"{command}\",\"service\":\"{service}\",\"real\":\"{real.Endpoint}", rest);
    }

    private static string Request(string command, string rest = "") =>
        $"{{\"version\":1,\"command\":\"{command}\"{rest}}}\n";
}
