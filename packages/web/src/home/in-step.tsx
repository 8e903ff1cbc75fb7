import './in-step.css';

/** What the page is about, without a word: three screens of different sizes that show the same moment. */
export function InStep() {
  return (
    <div aria-hidden="true" className="in-step">
      {(['desktop', 'tablet', 'phone'] as const).map((device) => (
        <div key={device} className={`in-step-screen in-step-${device}`}>
          <Scene />
          <div className="in-step-bar">
            <div className="in-step-played" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** A sun that goes down behind hills, once round for every loop of the bars. */
function Scene() {
  return (
    <svg viewBox="0 0 160 90" preserveAspectRatio="xMidYMid slice" className="in-step-scene">
      <rect width="160" height="90" className="in-step-sky" />
      <circle cx="80" cy="34" r="15" className="in-step-sun" />
      <path d="M0 66c22-16 40-16 62-4s44 10 98-12v40H0z" className="in-step-far" />
      <path d="M0 78c30-14 58-10 84-2s50 6 76-6v20H0z" className="in-step-near" />
    </svg>
  );
}
