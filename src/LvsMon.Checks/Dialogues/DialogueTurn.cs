using LvsMon.Checks.Banner;

namespace LvsMon.Checks.Dialogues;

/// <summary>A command and its answer.</summary>
/// <param name="Command">The line without its end.</param>
/// <param name="Word">The command's name, for a failure: <c>after QUIT</c>.</param>
/// <param name="Reply">What is a good answer.</param>
internal sealed record DialogueTurn(string Command, string Word, ReplyReader Reply);
