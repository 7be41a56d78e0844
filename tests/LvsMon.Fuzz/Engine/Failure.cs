namespace LvsMon.Fuzz.Engine;

/// <summary>An input that broke a promise, made as short as was found.</summary>
/// <param name="Promise">The promise, or the type of an exception that nobody meant.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Input">The input.</param>
/// <param name="Execution">The execution that found it, before it was shortened.</param>
internal sealed record Failure(string Promise, string Text, byte[] Input, long Execution);
