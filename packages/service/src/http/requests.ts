/** More at once than a quiet office asks. */
const MANY = 5;

/** The requests that are being answered at this moment: what can wait steps back while there are many. */
export class Requests {
  private underWay = 0;

  begin(): void {
    this.underWay += 1;
  }

  end(): void {
    this.underWay -= 1;
  }

  get many(): boolean {
    return this.underWay >= MANY;
  }
}
