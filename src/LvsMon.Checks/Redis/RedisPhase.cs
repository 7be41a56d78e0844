namespace LvsMon.Checks.Redis;

/// <summary>The line that is being read.</summary>
internal enum RedisPhase : byte
{
    /// <summary>The answer to PING.</summary>
    Pong,

    /// <summary>The head of the array that answers ROLE: <c>*</c> and its length.</summary>
    Array,

    /// <summary>The head of the array's first string: <c>$</c> and its length.</summary>
    Text,

    /// <summary>That string: the role.</summary>
    Role,
}
