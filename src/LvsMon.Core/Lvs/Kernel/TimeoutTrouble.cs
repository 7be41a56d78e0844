using LvsMon.Core.Config;

namespace LvsMon.Core.Lvs.Kernel;

/// <summary>What is wrong with the timeouts; the default value is nothing.</summary>
/// <param name="IsWrong">True when something is.</param>
/// <param name="Found">What stands there in place of what is wanted; the default when it could not be read.</param>
/// <param name="IsUnreadable">True when ipvsadm could not be run or understood.</param>
internal readonly record struct TimeoutTrouble(bool IsWrong, SessionTimeouts Found, bool IsUnreadable);
