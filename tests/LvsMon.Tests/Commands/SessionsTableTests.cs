using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Commands;
using Xunit;

namespace LvsMon.Tests.Commands;

public sealed class SessionsTableTests
{
    private const string Report = "{\"type\":\"sessions\",\"interval_us\":15000000,\"sessions_age_us\":4000000}";

    [Fact]
    public void Render_Report_IsATable()
    {
        Render(
            Report,
            "{\"type\":\"set-sessions\",\"set\":\"shop\",\"services\":2,\"counted\":1,"
                + "\"active\":112,\"inactive\":1003,\"total\":1115}",
            "{\"type\":\"service-sessions\",\"service\":\"www\",\"active\":112,\"inactive\":1003,\"total\":1115,"
                + "\"elsewhere_active\":100,\"elsewhere_inactive\":1000}",
            "{\"type\":\"real-sessions\",\"real\":\"10.0.0.11:80\",\"active\":12,\"inactive\":3,\"total\":15}",
            "{\"type\":\"real-sessions\",\"real\":\"10.0.0.12:80\",\"active\":null,\"inactive\":null,\"total\":null}",
            "{\"type\":\"service-sessions\",\"service\":\"alone\",\"active\":1,\"inactive\":0,\"total\":1,"
                + "\"elsewhere_active\":1,\"elsewhere_inactive\":0}",
            "{\"type\":\"service-sessions\",\"service\":\"mail\",\"active\":null,\"inactive\":null,\"total\":null,"
                + "\"elsewhere_active\":null,\"elsewhere_inactive\":null}").Should().Be(
            """
            SESSIONS OF                 ACTIVE  INACT  TOTAL
            set shop (1 of 2 services)     112   1003   1115
              www                          112   1003   1115
                10.0.0.11:80                12      3     15
                10.0.0.12:80                 -      -      -
                (elsewhere)                100   1000   1100
              alone                          1      0      1
                (elsewhere)                  1      0      1
              mail                           -      -      -
            counted 4s ago, every 15s

            """);
    }

    [Theory]
    [InlineData("{\"type\":\"sessions\",\"interval_us\":0,\"sessions_age_us\":null}", "sessions are not counted here")]
    [InlineData(
        "{\"type\":\"sessions\",\"interval_us\":15000000,\"sessions_age_us\":null}",
        "not counted yet, or the last counts are too old; the log says NO SESSIONS and why")]
    public void Render_WithoutAReport_SaysWhy(string report, string expected)
    {
        Render(report).Should().Be($"SESSIONS OF  ACTIVE  INACT  TOTAL\n{expected}\n");
    }

    private static string Render(params string[] lines) =>
        SessionsTable.Render([.. lines.Select(line => ControlDocument.Read(Encoding.UTF8.GetBytes(line))!)]);
}
