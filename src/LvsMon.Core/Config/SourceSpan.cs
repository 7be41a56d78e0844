namespace LvsMon.Core.Config;

/// <summary>A place in a configuration file: file index, line and column from 1, length in characters.</summary>
public readonly record struct SourceSpan(int File, int Line, int Column, int Length);
