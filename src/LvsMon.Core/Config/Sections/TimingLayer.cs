namespace LvsMon.Core.Config.Sections;

/// <summary>The intervals and thresholds that one block sets.</summary>
internal sealed class TimingLayer
{
    private readonly Setting[] _settings = new Setting[(int)TimingField.SlowStart + 1];

    public ref Setting this[TimingField field] => ref _settings[(int)field];

    /// <summary>True when the block sets any.</summary>
    public bool Any { get; private set; }

    public void Set(TimingField field, long value, SourceSpan span, bool broken)
    {
        _settings[(int)field] = new Setting(value, span, IsSet: true, broken);
        Any = true;
    }
}
