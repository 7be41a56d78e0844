namespace LvsMon.Core.Os;

/// <summary>Who is at the other end of a local connection, by the kernel's word (SO_PEERCRED, SO_PEERGROUPS of
/// unix(7)): as they were when it connected.</summary>
/// <param name="User">The user id.</param>
/// <param name="IsSelf">True for the user that this process runs as.</param>
/// <param name="IsMember">True for a member of the group that the socket was opened for; false without one.</param>
/// <param name="IsReader">True for a member of the group that may look, and for anybody if everybody may.</param>
public readonly record struct ClientIdentity(uint User, bool IsSelf, bool IsMember, bool IsReader = false)
{
    /// <summary>Somebody of whom the kernel does not say who it is; -1 is no
    /// user (setreuid(2)).</summary>
    public static ClientIdentity Unknown { get; } = new(uint.MaxValue, IsSelf: false, IsMember: false);

    /// <summary>True for the superuser.</summary>
    public bool IsRoot => User == 0;
}
