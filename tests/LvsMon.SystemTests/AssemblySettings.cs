using System.Runtime.Versioning;
using Xunit;

// The tests measure time and share addresses, ports and processors: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: SupportedOSPlatform("linux")]
