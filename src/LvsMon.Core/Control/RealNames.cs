using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Control;

/// <summary>Finds the one real server that a request names by <c>service</c> and <c>real</c>.</summary>
internal static class RealNames
{
    /// <summary>Finds it, in time proportional to its virtual service. Behind a firewall mark an address is enough:
    /// there the table has no port, and one that is given is the port to check.</summary>
    public static ControlError Find(in ControlRequest request, StatusView view, out int real)
    {
        real = -1;
        int service = view.Names.FindService(request.Text(ControlField.Service));
        if (service < 0)
        {
            return ControlError.ServiceNotFound;
        }

        ReadOnlySpan<byte> text = request.Text(ControlField.Real);
        if (!EndpointReader.TryRead(text, out Endpoint endpoint)
            && !EndpointReader.TryReadPortless(text, out endpoint))
        {
            return ControlError.RealNotFound;
        }

        ref readonly ServicePlan plan = ref view.Plan.Services[service];
        for (int index = plan.FirstReal; index < plan.FirstReal + plan.RealCount; index++)
        {
            Endpoint other = view.Plan.Reals[index].Endpoint;
            if (other.Address == endpoint.Address && (other.Port == endpoint.Port || other.Port == 0))
            {
                real = index;
                return ControlError.None;
            }
        }

        return ControlError.RealNotFound;
    }
}
