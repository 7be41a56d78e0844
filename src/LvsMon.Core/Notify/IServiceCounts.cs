namespace LvsMon.Core.Notify;

/// <summary>What a program is told of the service as it is when it starts.</summary>
public interface IServiceCounts
{
    /// <summary>Real servers that are up and carry traffic.</summary>
    int Up(int service);

    /// <summary>Real servers that carry traffic when they are up.</summary>
    int Carrying(int service);
}
