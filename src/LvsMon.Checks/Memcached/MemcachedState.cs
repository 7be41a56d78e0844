namespace LvsMon.Checks.Memcached;

/// <summary>Scratch of <see cref="MemcachedProgram"/>.</summary>
internal struct MemcachedState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }

    /// <summary>The line's first word is known and the line's end decides.</summary>
    internal bool HasWord;

    /// <summary>Bytes of the line kept to be shown.</summary>
    internal byte Kept;
}
