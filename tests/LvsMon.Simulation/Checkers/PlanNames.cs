using System;
using System.Text;
using LvsMon.Core.Planning;

namespace LvsMon.Simulation.Checkers;

/// <summary>A plan's services and real servers as ipvsadm names them.</summary>
internal sealed class PlanNames
{
    private readonly byte[][] _selectors;
    private readonly byte[][] _endpoints;

    /// <summary>The names of a plan.</summary>
    public PlanNames(Plan plan)
    {
        Plan = plan;
        _selectors = Array.ConvertAll(plan.Services, service => Bytes(Selector(service.Key.ToString())));
        _endpoints = Array.ConvertAll(plan.Reals, real => Bytes(real.Endpoint.ToString()));
        Fallbacks = Array.ConvertAll(plan.Services, service => Bytes(service.Fallback?.ToString() ?? string.Empty));
    }

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>By service: its fallback, empty for none.</summary>
    public byte[][] Fallbacks { get; }

    /// <summary><c>-t 10.0.0.1:80</c> for <c>tcp 10.0.0.1:80</c>.</summary>
    public static string Selector(string key)
    {
        string[] words = key.Split(' ');
        return words[0] switch
        {
            "fwmark" => $"-f {words[1]}{(words.Length > 2 ? " -6" : string.Empty)}",
            "udp" => $"-u {words[1]}",
            _ => $"-t {words[1]}",
        };
    }

    /// <summary>How ipvsadm selects a service.</summary>
    public ReadOnlySpan<byte> SelectorOf(int service) => _selectors[service];

    /// <summary>How ipvsadm names a real server.</summary>
    public ReadOnlySpan<byte> EndpointOf(int real) => _endpoints[real];

    /// <summary>The service, -1 for none.</summary>
    public int FindService(ReadOnlySpan<byte> selector)
    {
        for (int i = 0; i < _selectors.Length; i++)
        {
            if (selector.SequenceEqual(_selectors[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The real server of a service, -1 for none.</summary>
    public int FindReal(int service, ReadOnlySpan<byte> endpoint)
    {
        ServicePlan plan = Plan.Services[service];
        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            if (endpoint.SequenceEqual(_endpoints[real]))
            {
                return real;
            }
        }

        return -1;
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
