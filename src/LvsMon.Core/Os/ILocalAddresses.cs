using LvsMon.Core.Values;

namespace LvsMon.Core.Os;

/// <summary>Which addresses are the director's own.</summary>
public interface ILocalAddresses
{
    /// <summary>True when packets to the address end on this host. Asked seldom; must not block.</summary>
    bool IsLocal(in IpAddress address);
}
