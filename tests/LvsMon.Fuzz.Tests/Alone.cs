using Xunit;

// A collection that another thread starts moves the count of allocated bytes.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
