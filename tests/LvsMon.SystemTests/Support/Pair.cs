using System;
using FluentAssertions;
using LvsMon.SystemTests.Servers;

namespace LvsMon.SystemTests.Support;

/// <summary>A director with one virtual service of two small web servers: the ground of most tests.</summary>
internal sealed class Pair : IDisposable
{
    /// <summary>The line of the virtual service in the table.</summary>
    public const string Service = "-A -t 192.0.2.80:80 -s wrr";

    /// <summary>A service of somebody else in the table.</summary>
    public static readonly string[] Foreign =
        ["-A -t 192.0.2.99:99 -s rr", "-a -t 192.0.2.99:99 -r 192.0.2.98:99 -g -w 7"];

    /// <param name="start">False for a test that starts the daemon itself.</param>
    public Pair(bool start = true)
    {
        Director = new Director();
        First = new HttpPeer("127.0.1.41");
        Second = new HttpPeer("127.0.1.42");
        Director.Table.Table = Foreign;
        Director.Configure(Configuration());
        if (start)
        {
            StartOrDispose();
        }
    }

    /// <summary>The director.</summary>
    public Director Director { get; }

    /// <summary>Weight 10.</summary>
    public HttpPeer First { get; }

    /// <summary>Weight 5.</summary>
    public HttpPeer Second { get; }

    /// <summary>A configuration.</summary>
    /// <param name="global">Directives of the global block.</param>
    /// <param name="firstWeight">The weight of the first server.</param>
    /// <param name="service">Further directives of the service.</param>
    /// <param name="interval">Of the checks.</param>
    public string Configuration(
        string global = "", int firstWeight = 10, string service = "", string interval = "300ms") => $$"""
        global {
            {{global}}
        }
        defaults {
            interval        {{interval}}
            connect-timeout 1s
            receive-timeout 1s
            timeout         2s
            fall            2
        }
        virtual tcp 192.0.2.80:80 {
            name      www
            scheduler wrr
            check     http --url http://www.example.com/
            real      {{First.Endpoint}} weight {{firstWeight}}
            real      {{Second.Endpoint}} weight 5
            {{service}}
        }

        """;

    /// <summary>The line of the first server in the table.</summary>
    public string FirstLine(int weight = 10) => $"-a -t 192.0.2.80:80 -r {First.Endpoint} -m -w {weight}";

    /// <summary>The line of the second server in the table.</summary>
    public string SecondLine(int weight = 5) => $"-a -t 192.0.2.80:80 -r {Second.Endpoint} -m -w {weight}";

    /// <summary>The table with both servers and the foreign service.</summary>
    public string[] Whole() => With(FirstLine(), SecondLine());

    /// <summary>The table with some servers and the foreign service.</summary>
    public static string[] With(params string[] servers) => [.. Foreign, Service, .. servers];

    /// <summary>The first server is asked as often as the interval says.</summary>
    public void FirstShouldBeCheckedOn()
    {
        DateTime from = DateTime.Now;
        Wait.For(TimeSpan.FromSeconds(3));
        First.AskedSince(from).Should().BeInRange(6, 12, "every 300 ms for 3 s; a busy machine may cost some");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Director.Dispose();
        First.Dispose();
        Second.Dispose();
    }

    /// <summary>Nobody disposes of what a constructor did not finish.</summary>
    private void StartOrDispose()
    {
        try
        {
            Director.Start();
            Director.ShouldHaveTable(Whole());
            Director.PassStart();
        }
        catch
        {
            Dispose();
            throw;
        }
    }
}
