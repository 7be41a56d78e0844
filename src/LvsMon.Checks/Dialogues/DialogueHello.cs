using LvsMon.Checks.Banner;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Dialogues;

/// <summary>A command with a name that an option gives.</summary>
/// <param name="Option">The option.</param>
/// <param name="Command">The command, which a blank and the name follow.</param>
/// <param name="Reply">What is a good answer.</param>
internal sealed record DialogueHello(CheckOption Option, string Command, ReplyReader Reply);
