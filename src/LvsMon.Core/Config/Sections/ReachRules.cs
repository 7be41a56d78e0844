using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>What a forwarding method asks of the address and port of a real server or fallback (ipvsadm(8)).</summary>
internal sealed class ReachRules(Diagnostics diagnostics)
{
    /// <summary>Reports an address that the kernel could not forward to. Null means not known: then nothing.</summary>
    public void Check(ServiceKey? key, Forwarding? forwarding, Endpoint endpoint, Word word)
    {
        if (key is not { } service || forwarding is not { } forward)
        {
            return;
        }

        if (endpoint.Address.IsV6 != service.IsV6 && forward.Method != ForwardingMethod.Tunnel)
        {
            diagnostics.Error(
                ConfigRules.AddressFamily,
                word.Span,
                $"{endpoint.Address} is {Family(endpoint.Address.IsV6)}, the virtual service {Family(service.IsV6)}; "
                + "only forward tunnel joins the two");
        }
        else if (service.Mark == 0 && forward.Method != ForwardingMethod.Nat && endpoint.Port != service.Virtual.Port)
        {
            string right = (endpoint with { Port = service.Virtual.Port }).ToString();
            string method = forward.Method == ForwardingMethod.Direct ? "direct" : "tunnel";
            diagnostics.Error(
                ConfigRules.PortDiffers,
                word.Span,
                $"forward {method} cannot change the port; write {right}, or forward nat");
        }
    }

    private static string Family(bool isV6) => isV6 ? "IPv6" : "IPv4";
}
