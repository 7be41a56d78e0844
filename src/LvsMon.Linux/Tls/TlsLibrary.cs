using System.Runtime.InteropServices;
using LvsMon.Core.Config;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Tls;

/// <summary>OpenSSL on this host, and what it says of settings.</summary>
public sealed class TlsLibrary : ITlsLibrary
{
    /// <inheritdoc/>
    public string? Refusal(TlsSettings settings)
    {
        if (!NativeLibrary.TryLoad(TlsCalls.Library, out _) || !NativeLibrary.TryLoad(CryptoCalls.Library, out _))
        {
            return $"TLS needs OpenSSL 3 ({TlsCalls.Library}), which is not on this host";
        }

        using TlsContext? context = TlsContext.Create(settings, TlsTrust.Shared, out string? refusal);
        return refusal;
    }
}
