using Xunit;

namespace LvsMon.SystemTests.Support;

/// <summary>The tests that measure on this machine.</summary>
[CollectionDefinition("the machine's own kernel", DisableParallelization = true)]
public sealed class MachineCollection;
