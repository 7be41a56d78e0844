using Xunit;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>The machine in which the framework-dependent program is tested.</summary>
[CollectionDefinition(Name)]
public sealed class PortableGuest() : Guest(Build.Portable), ICollectionFixture<PortableGuest>
{
    /// <summary>The collection of its tests.</summary>
    public const string Name = "virtual machine, portable";
}
