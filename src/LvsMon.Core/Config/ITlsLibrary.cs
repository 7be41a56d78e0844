using LvsMon.Core.Values;

namespace LvsMon.Core.Config;

/// <summary>What this host can say of settings of TLS before a handshake is made with them.</summary>
public interface ITlsLibrary
{
    /// <summary>Null when handshakes can be made with them, else what is wrong, for a person.</summary>
    string? Refusal(TlsSettings settings);
}
