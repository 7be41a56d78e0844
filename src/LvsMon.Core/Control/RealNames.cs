using System;
using System.Text;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Control;

/// <summary>Finds the one real server that a request names by <c>service</c> and <c>real</c>.</summary>
internal static class RealNames
{
    private const int MaxReal = 64;

    /// <summary>Finds it, in time proportional to its virtual service.</summary>
    public static ControlError Find(in ControlRequest request, StatusView view, out int real)
    {
        real = -1;
        int service = view.Names.FindService(request.Text(ControlField.Service));
        if (service < 0)
        {
            return ControlError.ServiceNotFound;
        }

        ReadOnlySpan<byte> text = request.Text(ControlField.Real);
        Span<char> wide = stackalloc char[MaxReal];
        if (text.Length > MaxReal || !Ascii.IsValid(text)
            || !Endpoint.TryParse(wide[..Encoding.ASCII.GetChars(text, wide)], out Endpoint endpoint))
        {
            return ControlError.RealNotFound;
        }

        ref readonly ServicePlan plan = ref view.Plan.Services[service];
        for (int index = plan.FirstReal; index < plan.FirstReal + plan.RealCount; index++)
        {
            if (view.Plan.Reals[index].Endpoint == endpoint)
            {
                real = index;
                return ControlError.None;
            }
        }

        return ControlError.RealNotFound;
    }
}
