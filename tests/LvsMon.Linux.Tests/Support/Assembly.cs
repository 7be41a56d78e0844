using System.Runtime.Versioning;
using Xunit;

// The tests count descriptors and bytes of the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: SupportedOSPlatform("linux")]
