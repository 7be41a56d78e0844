using System;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// How many of a service's checks fell silent within its last interval: three buckets of half an interval each, so
/// that what falls within one interval is always seen together. Whatever recovers is taken out again.
/// </summary>
internal struct SilenceWindow
{
    /// <summary>The service's longest interval, microseconds.</summary>
    public long IntervalUs;

    /// <summary>The longest time until each of the service's checks has surely begun and ended once more,
    /// microseconds.</summary>
    public long RoundUs;

    /// <summary>The service's checks.</summary>
    public int Checks;

    /// <summary>Checks that are silent now, whenever that began.</summary>
    public int Silent;

    /// <summary>True while the service is one of those that made the director doubt itself.</summary>
    public bool IsStruck;

    private long _bucket;
    private int _newest;
    private int _middle;
    private int _oldest;

    /// <summary>True when most checks are silent now.</summary>
    public readonly bool IsMostlySilent => Silent * 2L > Checks;

    /// <summary>True for a service of the doubt of which at least half of the checks answer.</summary>
    public readonly bool IsHeard => IsStruck && !IsMostlySilent;

    /// <summary>A check of the service fell silent at <paramref name="sinceUs"/>, now or earlier.</summary>
    public void Add(long sinceUs, long nowUs)
    {
        Silent++;
        Advance(nowUs);
        Change(sinceUs, 1);
    }

    /// <summary>A check that fell silent at <paramref name="sinceUs"/> has answered again.</summary>
    public void Remove(long sinceUs, long nowUs)
    {
        Silent--;
        Advance(nowUs);
        Change(sinceUs, -1);
    }

    /// <summary>What is silent now no longer counts for <see cref="IsStriking"/>.</summary>
    public void Forget()
    {
        _newest = 0;
        _middle = 0;
        _oldest = 0;
    }

    /// <summary>True when most checks fell silent within the interval that ends now.</summary>
    public bool IsStriking(long nowUs)
    {
        Advance(nowUs);
        return (_newest + _middle + _oldest) * 2L > Checks;
    }

    /// <summary>True when a silence since <paramref name="sinceUs"/> counts for <see cref="IsStriking"/>.</summary>
    public readonly bool IsRecent(long sinceUs) => _bucket - BucketOf(sinceUs) <= 2;

    private readonly long BucketOf(long timeUs) => timeUs / Math.Max(1, IntervalUs / 2);

    private void Change(long sinceUs, int by)
    {
        switch (_bucket - BucketOf(sinceUs))
        {
            case 0:
                _newest += by;
                break;
            case 1:
                _middle += by;
                break;
            case 2:
                _oldest += by;
                break;
            default:
                break;
        }
    }

    private void Advance(long nowUs)
    {
        long bucket = BucketOf(nowUs);
        long steps = Math.Min(3, bucket - _bucket);
        _bucket = bucket;
        for (; steps > 0; steps--)
        {
            _oldest = _middle;
            _middle = _newest;
            _newest = 0;
        }
    }
}
