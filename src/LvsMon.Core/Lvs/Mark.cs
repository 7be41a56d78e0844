namespace LvsMon.Core.Lvs;

/// <summary>Why an entry may differ from the table.</summary>
internal enum Mark : byte
{
    /// <summary>It was equal at the last reading.</summary>
    None,

    /// <summary>Our own wish changed, or its difference was told: it is to be written.</summary>
    Pending,

    /// <summary>It was written and did not take; it waits for the back-off.</summary>
    Failing,

    /// <summary>It did not take earlier and is being tried again.</summary>
    Retrying,

    /// <summary>It differs and is left as it is, until our own wish for it changes: somebody else changes it again and
    /// again, or we are only a shadow.</summary>
    LeftAlone,
}
