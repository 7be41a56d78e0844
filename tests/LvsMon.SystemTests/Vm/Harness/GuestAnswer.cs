namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>What a command in the virtual machine gave.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Output">Standard output and standard error together, without the last line end.</param>
internal sealed record GuestAnswer(int Exit, string Output);
