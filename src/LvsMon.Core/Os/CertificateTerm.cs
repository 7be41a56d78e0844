namespace LvsMon.Core.Os;

/// <summary>How long a server's certificate is valid, whole days.</summary>
/// <param name="DaysLeft">From now to its end, rounded down; negative for one that has ended.</param>
/// <param name="Days">From its beginning to its end; 0 for no certificate.</param>
public readonly record struct CertificateTerm(short DaysLeft, short Days);
