using Xunit;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>The machine in which the native program is tested.</summary>
[CollectionDefinition(Name)]
public sealed class NativeGuest() : Guest(Build.Native), ICollectionFixture<NativeGuest>
{
    /// <summary>The collection of its tests.</summary>
    public const string Name = "virtual machine, native";
}
