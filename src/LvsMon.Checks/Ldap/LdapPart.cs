namespace LvsMon.Checks.Ldap;

/// <summary>The part of an element that is being read.</summary>
internal enum LdapPart : byte
{
    /// <summary>Its one byte of type.</summary>
    Tag,

    /// <summary>The length, or how many bytes it takes.</summary>
    Length,

    /// <summary>The bytes of a length over 127.</summary>
    LongLength,

    /// <summary>The value of an element that holds no others.</summary>
    Value,
}
