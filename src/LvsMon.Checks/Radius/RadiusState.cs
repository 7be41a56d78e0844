namespace LvsMon.Checks.Radius;

/// <summary>What is remembered in an attempt.</summary>
internal struct RadiusState
{
    /// <summary>Where the request's authenticator and identifier come from.</summary>
    internal uint Number;

    /// <summary>True when an answer was passed over that was not made with our secret.</summary>
    internal bool HasHeardStranger;
}
