namespace LvsMon.Core.Lvs.Memory;

/// <summary>What a run of ipvsadm left: exit code 0–255, standard output, standard error.</summary>
public readonly record struct IpvsadmResult(int Code, string Output, string Errors);
