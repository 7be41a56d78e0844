namespace LvsMon.Core.Config;

/// <summary>
/// One <c>check NAME PLUGIN …</c> of the top level. Every <c>check NAME</c> that uses it holds the same
/// <see cref="CheckReference"/> object, so that a mistake in it can be reported once.
/// </summary>
public sealed record NamedCheck(Word Name, CheckReference Check);
