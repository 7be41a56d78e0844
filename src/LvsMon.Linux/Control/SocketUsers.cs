using LvsMon.Core.Config;

namespace LvsMon.Linux.Control;

/// <summary>Who may use a control socket beside root and the daemon's own user.</summary>
/// <param name="Members">The group that may do everything, null for none.</param>
/// <param name="Readers">The group that may look, null for none.</param>
/// <param name="IsEverybody">True when every user of this machine may look.</param>
internal readonly record struct SocketUsers(uint? Members, uint? Readers, bool IsEverybody)
{
    /// <summary>True when somebody may look who may do no more.</summary>
    internal bool HasReaders => Readers is not null || IsEverybody;

    /// <summary>Looks the groups up; set-up only.</summary>
    /// <param name="group">Who may do everything, by name or number, null for none.</param>
    /// <param name="readers">Who may look, the same way, or <see cref="GlobalSettings.Everybody"/>; null for
    /// none.</param>
    /// <param name="users">What was found.</param>
    /// <param name="why">Which group there is not, in words; empty when all are.</param>
    internal static bool TryFind(string? group, string? readers, out SocketUsers users, out string why)
    {
        bool isEverybody = readers == GlobalSettings.Everybody;
        users = default;
        if (!TryFind(group, out uint? members, out why)
            || !TryFind(isEverybody ? null : readers, out uint? lookers, out why))
        {
            return false;
        }

        users = new SocketUsers(members, lookers, isEverybody);
        return true;
    }

    private static bool TryFind(string? name, out uint? group, out string why)
    {
        bool isFound = true;
        group = null;
        if (name is not null)
        {
            isFound = GroupName.TryFind(name, out uint found);
            group = found;
        }

        why = isFound ? string.Empty : $"there is no group {name}";
        return isFound;
    }
}
