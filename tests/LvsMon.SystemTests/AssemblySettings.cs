using System.Runtime.Versioning;
using Xunit;

// Most tests measure time and share addresses, ports and processors: one after the other. Only the virtual machines,
// which have their own, run side by side, before all others.
[assembly: CollectionBehavior("LvsMon.SystemTests.Support.OneAfterTheOther", "LvsMon.SystemTests")]
[assembly: TestCollectionOrderer("LvsMon.SystemTests.Vm.Harness.LongestFirst", "LvsMon.SystemTests")]
[assembly: SupportedOSPlatform("linux")]
